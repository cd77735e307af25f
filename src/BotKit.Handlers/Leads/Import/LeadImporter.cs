using System.Text.Json;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Reads a file of leads whatever its form, and writes the good rows as clean CSV, the bad ones beside it.</summary>
internal sealed class LeadImporter(LeadFiles files)
{
    private const string ValueMissing = "value_missing";

    public async ValueTask<LeadResult> RunAsync(LeadImportInput input, BotContext context, CancellationToken cancellationToken)
    {
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var columns = ColumnRenames.Apply(table, input.Rename);
        var required = (input.Required ?? []).Select(table.Find).ToArray();
        var bad = new BadRows();
        var rows = 0L;
        var (file, badFile) = await files.SaveBothAsync(
            context,
            ("leads.csv", "text/csv"),
            ("bad-rows.jsonl", "application/jsonl"),
            (good, rejected) => rows = Copy(table, columns, required, bad, good, rejected, context, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return new LeadImport
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            BadRowsFile = badFile,
            Columns = columns,
            Format = table.Reader.Format.ToString(),
            Encoding = table.Reader.EncodingName,
            ForeignBytes = table.Reader.ForeignByteCount,
        };
    }

    private static long Copy(
        LeadTable table, string[] columns, int[] required, BadRows bad, Stream good, Stream rejected, BotContext context, CancellationToken cancellationToken)
    {
        using var writer = new CsvRowWriter(good) { KeepsFormulas = true };
        using var badWriter = new Utf8JsonWriter(rejected, new JsonWriterOptions { SkipValidation = true });
        writer.Write(columns);
        var rows = 0L;
        for (var read = 0L; table.Read(); read++)
        {
            if (read % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                context.Report(table.Fraction, "Reading leads");
            }

            var badRow = table.Bad ?? (LacksValue(table.Reader.Values, required)
                ? table.Reader.Refuse(ValueMissing, "The row has no value in a column that must have one.")
                : null);
            if (badRow is null)
            {
                writer.Write(table.Row());
                rows++;
            }
            else
            {
                bad.Add(badRow);
                Write(badWriter, badRow, rejected);
            }
        }

        return rows;
    }

    private static bool LacksValue(ReadOnlySpan<string?> values, int[] required)
    {
        foreach (var index in required)
        {
            if (index >= values.Length || values[index] is null)
            {
                return true;
            }
        }

        return false;
    }

    private static void Write(Utf8JsonWriter writer, BadRow row, Stream stream)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line", row.Line);
        writer.WriteString("code", row.Code);
        writer.WriteString("reason", row.Reason);
        writer.WriteString("text", row.Text);
        if (row.IsCut)
        {
            writer.WriteBoolean("cut", true);
        }

        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
        stream.WriteByte((byte)'\n');
    }
}
