using BotKit.Handlers.Rows;

namespace BotKit.Handlers.Leads;

/// <summary>Gives leads to owners.</summary>
internal sealed class LeadRouter(LeadFiles files, RouteStore plans, TimeProvider clock)
{
    private const string OwnerColumn = "lead_owner";

    public async ValueTask<LeadResult> RunAsync(LeadRouteInput input, BotContext context, CancellationToken cancellationToken)
    {
        var plan = input.Plan ?? LeadDefaults.Model;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (state, version) = await plans.ReadAsync(context.Bot, plan, today, cancellationToken).ConfigureAwait(false);
        using var table = await files.OpenAsync(input.File, cancellationToken).ConfigureAwait(false);
        var turns = new LeadTurns(input.Owners, table, state);
        var place = table.IndexOf(OwnerColumn);
        var bad = new BadRows();
        var (rows, kept, withoutRule, withoutRoom) = (0L, 0L, 0L, 0L);
        var file = await files.SaveAsync(
            context,
            "leads-routed.csv",
            "text/csv",
            stream =>
            {
                using var writer = new CsvRowWriter(stream) { KeepsFormulas = true };
                writer.Write(place < 0 ? AddedColumn.Header(table.Columns, OwnerColumn) : table.Columns);
                rows = RowPump.Run(
                    table,
                    row => (Row: row, Matches: turns.Match(row)),
                    (_, lead) =>
                    {
                        string? owner = place < 0 ? null : lead.Row[place];
                        if (owner is not null)
                        {
                            kept++;
                        }
                        else if (turns.Take(lead.Matches) is >= 0 and var taken)
                        {
                            owner = input.Owners[taken].Name;
                        }
                        else
                        {
                            withoutRule += lead.Matches.Contains(true) ? 0 : 1;
                            withoutRoom += lead.Matches.Contains(true) ? 1 : 0;
                        }

                        Write(writer, lead.Row, place, owner);
                    },
                    bad,
                    fraction => context.Report(fraction, "Routing leads"),
                    cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        if (file is not null && !await plans.TryWriteAsync(context.Bot, plan, turns.Remember(state), version, cancellationToken).ConfigureAwait(false))
        {
            await files.DeleteAsync(file).ConfigureAwait(false);
            throw LeadFailure.Of(LeadErrorCodes.LeadsBusy, "Another run routes leads by the same plan at this moment.");
        }

        return new LeadRouting
        {
            DryRun = context.IsDryRun,
            Rows = rows,
            BadRows = bad.Count,
            FirstBadRows = bad.First,
            File = file,
            Owners = [.. input.Owners.Select((owner, index) => new LeadOwnerLoad(owner.Name, turns.Given[index], turns.TodayOf(index)))],
            Kept = kept,
            WithoutRule = withoutRule,
            WithoutRoom = withoutRoom,
        };
    }

    private static void Write(CsvRowWriter writer, string?[] row, int place, string? owner)
    {
        if (place < 0)
        {
            writer.Write([.. row, owner]);
            return;
        }

        row[place] = owner;
        writer.Write(row);
    }
}
