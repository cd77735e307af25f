using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Writes rows in one of the formats of an export.</summary>
internal abstract class ExportWriter : IDisposable
{
    /// <summary>How many texts got an apostrophe in front.</summary>
    public virtual long Defused => 0;

    public abstract void Write(string?[] row);

    public abstract void Dispose();

    public static ExportWriter Of(LeadExportFormat format, Stream stream, string[] columns) => format switch
    {
        LeadExportFormat.Csv => new CsvExport(stream, columns),
        LeadExportFormat.Json => new JsonExport(new JsonRowWriter(stream) { IsArray = true }, columns),
        _ => new JsonExport(new JsonRowWriter(stream), columns),
    };

    private sealed class CsvExport : ExportWriter
    {
        private readonly CsvRowWriter _csv;

        public CsvExport(Stream stream, string[] columns)
        {
            _csv = new CsvRowWriter(stream);
            _csv.Write(columns);
        }

        public override long Defused => _csv.Defused;

        public override void Write(string?[] row) => _csv.Write(row);

        public override void Dispose() => _csv.Dispose();
    }

    private sealed class JsonExport(JsonRowWriter json, string[] columns) : ExportWriter
    {
        public override void Write(string?[] row) => json.Write(columns, row);

        public override void Dispose() => json.Dispose();
    }
}
