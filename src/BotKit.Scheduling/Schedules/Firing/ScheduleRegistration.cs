using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Scheduling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Schedules;

/// <summary>
/// Writes what code and configuration say into the store. What is there already and says the same stays as it is; what an operator
/// has changed stays changed; what is not said any more is retired.
/// </summary>
internal sealed class ScheduleRegistration(
    IBotScheduleStore store, ScheduleChanges changes, DefinitionComparison comparison, ScheduleSettling settling, Func<ScheduledBots> bots, ILogger logger)
{
    private const int MaxPerBatch = 1_000;

    /// <exception cref="BotStoreException">The store cannot say. Repeating it changes nothing twice.</exception>
    public async ValueTask ApplyAsync(DeclaredSet declared, CancellationToken cancellationToken)
    {
        var mine = bots().Fired;
        var entries = declared.Schedules.Where(entry => mine.Contains(entry.Checked.Definition.Bot)).ToDictionary(static entry => entry.Id, StringComparer.Ordinal);
        var changed = 0;
        foreach (var batch in entries.Keys.Chunk(MaxPerBatch))
        {
            changed += await WriteAsync(batch, entries, cancellationToken).ConfigureAwait(false);
        }

        var said = declared.Schedules.Select(static entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        var retired = await RetireAsync(said, mine, cancellationToken).ConfigureAwait(false);
        Log.Registered(logger, entries.Count, changed, retired);
    }

    private async ValueTask<int> WriteAsync(string[] ids, Dictionary<string, DeclaredEntry> entries, CancellationToken cancellationToken)
    {
        var unsettled = new HashSet<string>(StringComparer.Ordinal);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        _ = await store.ChangeAsync(
            ids,
            (id, present, now) =>
            {
                var decided = Decide(entries[id], present, now);
                if (decided.IsUnsettled)
                {
                    unsettled.Add(id);
                    return null;
                }

                if (decided.Schedule is not null && !ReferenceEquals(decided.Schedule, present))
                {
                    changed.Add(id);
                }

                return decided.Schedule;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var id in unsettled)
        {
            _ = await settling.ChangeAsync(id, (present, now) => Decide(entries[id], present, now), cancellationToken).ConfigureAwait(false);
            changed.Add(id);
        }

        return changed.Count;
    }

    private SettledChange Decide(in DeclaredEntry entry, BotSchedule? present, DateTimeOffset now)
    {
        var definition = entry.Checked.Definition;
        if (present is null)
        {
            return new(changes.Make(definition, entry.Source, now, by: null));
        }

        if (IsOverridden(present, definition))
        {
            return new(Override(present, entry, now));
        }

        if (present.IsRetired)
        {
            return new(changes.Revive(present with { Declared = null }, definition, entry.Source, now, by: null));
        }

        if (present.Source == entry.Source && present.Declared is null && comparison.IsSame(present.Definition, entry.Checked))
        {
            return new(present);
        }

        return new(
            changes.Change(present with { Source = entry.Source, Declared = null }, definition, now, by: null),
            ScheduleChanges.MustSettle(present, definition, now));
    }

    // What an operator made at run time under an id that code or file takes now is kept like a change of it.
    private static bool IsOverridden(BotSchedule present, BotScheduleDefinition definition)
        => string.Equals(present.Definition.Bot, definition.Bot, StringComparison.Ordinal)
        && (present.Source == BotScheduleSource.Runtime ? !present.IsRetired : present.Declared is not null);

    private BotSchedule Override(BotSchedule present, in DeclaredEntry entry, DateTimeOffset now)
    {
        if (present.IsRetired)
        {
            return changes.Revive(present with { Declared = entry.Checked.Definition }, present.Definition, entry.Source, now, by: null);
        }

        return present.Source == entry.Source && comparison.IsSame(present.Declared!, entry.Checked)
            ? present
            : present with { Source = entry.Source, Declared = entry.Checked.Definition };
    }

    private async ValueTask<int> RetireAsync(HashSet<string> said, IReadOnlySet<string> mine, CancellationToken cancellationToken)
    {
        var retired = 0;
        string? after = null;
        IReadOnlyList<BotSchedule> page;
        do
        {
            page = await store.ListAsync(new BotScheduleQuery { After = after, Count = PageSize.Max }, cancellationToken).ConfigureAwait(false);
            foreach (var schedule in page)
            {
                after = schedule.Definition.Id;
                if (IsGone(schedule, said, mine))
                {
                    _ = await settling.ChangeAsync(
                        after,
                        (present, now) => present is null || !IsGone(present, said, mine)
                            ? default
                            : new(ScheduleChanges.Retire(present, now, by: null), ScheduleChanges.MustSettle(present, null, now)),
                        cancellationToken).ConfigureAwait(false);
                    retired++;
                    Log.Retired(logger, after);
                }
            }
        }
        while (page.Count == PageSize.Max);

        return retired;
    }

    private static bool IsGone(BotSchedule schedule, HashSet<string> said, IReadOnlySet<string> mine)
        => !schedule.IsRetired
        && schedule.Source != BotScheduleSource.Runtime
        && mine.Contains(schedule.Definition.Bot)
        && !said.Contains(schedule.Definition.Id);
}
