using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotKit.Handlers.Leads;

/// <summary>Writes some of the leads for another system.</summary>
internal sealed class LeadExporter(LeadFiles files)
{
    public async ValueTask<LeadResult> RunAsync(LeadExportInput input, BotContext context, CancellationToken cancellationToken)
    {
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var columns = input.Columns ?? table.Columns;
        var places = columns.Select(table.Find).ToArray();
        var names = ColumnRenames.Apply(table, columns, input.Rename);
        var hidden = (input.Pseudonymise ?? []).Select(table.Find).ToHashSet();
        var matcher = new LeadMatcher(table, input.Where);
        // The key dies with the run: nobody can make a value's pseudonym again, or compare two exports.
        var key = RandomNumberGenerator.GetBytes(32);
        var bad = new BadRows();
        var (rows, written, defused) = (0L, 0L, 0L);
        var (name, contentType) = input.Format switch
        {
            LeadExportFormat.Csv => ("leads.csv", "text/csv"),
            LeadExportFormat.Json => ("leads.json", "application/json"),
            _ => ("leads.jsonl", "application/jsonl"),
        };
        var file = await files.SaveAsync(
            context,
            name,
            contentType,
            stream =>
            {
                using var writer = ExportWriter.Of(input.Format, stream, names);
                rows = RowPump.Run(
                    table,
                    row => matcher.Matches(row) ? Array.ConvertAll(places, place => hidden.Contains(place) ? Pseudonym(row[place], key) : row[place]) : null,
                    (_, row) =>
                    {
                        if (row is not null)
                        {
                            writer.Write(row);
                            written++;
                        }
                    },
                    bad,
                    fraction => context.Report(fraction, "Exporting leads"),
                    cancellationToken);
                defused = writer.Defused;
            },
            cancellationToken).ConfigureAwait(false);
        return new LeadExport
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            Written = written,
            Defused = defused,
            Columns = names,
        };
    }

    private static string? Pseudonym(string? value, byte[] key)
        => value is null ? null : string.Create(CultureInfo.InvariantCulture, $"p-{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value)).AsSpan(0, 10))}");
}
