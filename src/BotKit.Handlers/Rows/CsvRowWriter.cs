using System.Buffers;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace BotKit.Handlers.Rows;

/// <summary>
/// Writes rows as CSV (RFC 4180, UTF-8, LF). A text that a spreadsheet would take for a formula gets an apostrophe in front.
/// </summary>
internal sealed class CsvRowWriter : IDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    private readonly CsvWriter _csv;

    /// <param name="stream">Gets the text; it stays open.</param>
    public CsvRowWriter(Stream stream)
        => _csv = new CsvWriter(new StreamWriter(stream, bufferSize: 64 * 1024, leaveOpen: true), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\n",
            ShouldQuote = static args => args.Field is { Length: > 0 } field && (field.AsSpan().ContainsAny(Special) || field[0] == ' ' || field[^1] == ' '),
        });

    /// <summary>Whether texts that look like formulas are written as they are, for files that no spreadsheet is meant to open. Default <see langword="false"/>.</summary>
    public bool KeepsFormulas { get; init; }

    /// <summary>How many texts got an apostrophe in front.</summary>
    public long Defused { get; private set; }

    public void Write(ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            var written = KeepsFormulas ? value : Harmless(value);
            Defused += ReferenceEquals(written, value) ? 0 : 1;
            _csv.WriteField(written);
        }

        _csv.NextRecord();
    }

    public void Dispose() => _csv.Dispose();

    /// <summary>The text as a spreadsheet may see it: what could be a formula is marked as text; signed numbers are not formulas.</summary>
    public static string? Harmless(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return value;
        }

        var isFormula = value.AsSpan().TrimStart() switch
        {
            ['=' or '@' or '＝' or '＠' or '＋' or '－', ..] => true,
            ['+' or '-', .. var rest] => rest.ContainsAnyExcept(Number) || rest.Count('.') > 1 || rest.Length == 0,
            _ => value[0] is '\t' or '\r' or '\n',
        };
        return isFormula ? "'" + value : value;
    }
}
