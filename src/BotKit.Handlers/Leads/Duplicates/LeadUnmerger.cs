using System.Globalization;
using System.Text.Json;
using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Takes merges back: puts the leads as they were in the place of the ones made of them.</summary>
internal sealed class LeadUnmerger(LeadFiles files, LeadSettings settings)
{
    // Escaped as JSON, the longest row is some six times as long as it was.
    private static readonly RowReaderOptions UndoRows = new() { MaxRowLength = 16 * 1024 * 1024 };

    public async ValueTask<LeadResult> RunAsync(LeadUnmergeInput input, BotContext context, CancellationToken cancellationToken)
    {
        var wanted = input.Groups?.ToHashSet();
        var undo = await ReadUndoAsync(input.UndoFile, wanted, cancellationToken).ConfigureAwait(false);
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var place = table.IndexOf(LeadMerge.GroupColumn);
        if (place < 0)
        {
            throw Mismatch("The file has no column lead_group: it is none that leads were merged into.");
        }

        var bad = new BadRows();
        var (rows, groups, restored) = (0L, 0, 0L);
        var file = await files.SaveAsync(
            context,
            "leads-unmerged.csv",
            "text/csv",
            stream =>
            {
                using var writer = new CsvRowWriter(stream) { KeepsFormulas = true };
                writer.Write(table.Columns);
                rows = RowPump.Run(
                    table,
                    static row => row,
                    (_, row) =>
                    {
                        if (!int.TryParse(row[place], NumberStyles.None, CultureInfo.InvariantCulture, out var group) || !undo.Remove(group, out var originals))
                        {
                            writer.Write(row);
                            return;
                        }

                        groups++;
                        foreach (var original in originals)
                        {
                            writer.Write(Array.ConvertAll(table.Columns, column => original.GetValueOrDefault(column)));
                            restored++;
                        }
                    },
                    bad,
                    fraction => context.Report(fraction, "Taking merges back"),
                    cancellationToken);
                if (undo.Count > 0)
                {
                    throw Mismatch("The undo list has groups that the file does not have.");
                }
            },
            cancellationToken).ConfigureAwait(false);
        return new LeadUnmerge
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            Groups = groups,
            Restored = restored,
        };
    }

    private async ValueTask<Dictionary<int, List<Dictionary<string, string>>>> ReadUndoAsync(string id, HashSet<int>? wanted, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<int, List<Dictionary<string, string>>>();
        using var list = await files.OpenAsync(id, cancellationToken, UndoRows).ConfigureAwait(false);
        var (group, values) = (list.IndexOf("group"), list.IndexOf("values"));
        if (group < 0 || values < 0)
        {
            throw NoUndoList();
        }

        for (var count = 0; list.Read();)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (list.Bad is not null
                || list.Row() is not { } row
                || !int.TryParse(row[group], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || row[values] is not { } text)
            {
                throw NoUndoList();
            }

            if (wanted is null || wanted.Contains(number))
            {
                if (++count > settings.MaxDeduplicationRows)
                {
                    throw Mismatch("The undo file is no undo list: it has too many leads.");
                }

                if (!groups.TryGetValue(number, out var originals))
                {
                    groups.Add(number, originals = []);
                }

                originals.Add(Parse(text));
            }
        }

        return wanted is null || wanted.All(groups.ContainsKey) ? groups : throw Mismatch("The undo list does not have all of the groups.");
    }

    private static Dictionary<string, string> Parse(string json)
    {
        try
        {
            return new Dictionary<string, string>(
                JsonSerializer.Deserialize(json, LeadStoreJson.Default.DictionaryStringString) ?? throw NoUndoList(), StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw NoUndoList();
        }
    }

    private static BotException NoUndoList() => Mismatch("The undo file is no undo list.");

    private static BotException Mismatch(string message) => LeadFailure.Of(LeadErrorCodes.UndoMismatch, message);
}
