using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

internal sealed partial class BotSchedules
{
    public async ValueTask<BotScheduleStatus> CreateAsync(BotScheduleDefinition definition, string by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var good = await CheckAsync(definition, cancellationToken).ConfigureAwait(false);
        var (isTaken, isOfAnother) = (false, false);
        var after = await store.ChangeAsync(
            [definition.Id],
            (_, present, now) =>
            {
                isTaken = present is { IsRetired: false };

                // Instants of it may wait, for runs of its bot.
                isOfAnother = present is { IsRetired: true } && !string.Equals(present.Definition.Bot, good.Definition.Bot, StringComparison.Ordinal);
                return isTaken || isOfAnother ? null
                    : present is null ? changes.Make(good.Definition, BotScheduleSource.Runtime, now, by)
                    : changes.Revive(present with { Declared = null, Pause = null }, good.Definition, BotScheduleSource.Runtime, now, by);
            },
            cancellationToken).ConfigureAwait(false);
        if (isTaken)
        {
            throw Refusals.Exists(definition.Id, clock.GetUtcNow());
        }

        if (isOfAnother)
        {
            throw Invalid([new BotFieldError("id", "It was that of another bot's schedule; choose another one.", "immutable")]);
        }

        return await ChangedAsync(after[0]!).ConfigureAwait(false);
    }

    public async ValueTask<BotScheduleStatus?> ChangeAsync(BotScheduleDefinition definition, string by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentNullException.ThrowIfNull(definition);
        if (await FindLiveAsync(definition.Id, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        var good = await CheckAsync(definition, cancellationToken).ConfigureAwait(false);
        var isOther = false;
        var after = await settling.ChangeAsync(
            definition.Id,
            (present, now) =>
            {
                isOther = present is not null && !string.Equals(present.Definition.Bot, definition.Bot, StringComparison.Ordinal);
                return present is null or { IsRetired: true } || isOther
                    ? default
                    : new(Override(present, good, now, by), ScheduleChanges.MustSettle(present, good.Definition, now));
            },
            cancellationToken).ConfigureAwait(false);
        if (isOther)
        {
            throw Invalid([new BotFieldError("bot", "A schedule stays with its bot; make another one.", "immutable")]);
        }

        return after is { IsRetired: false } ? await ChangedAsync(after).ConfigureAwait(false) : null;
    }

    public async ValueTask<bool> DeleteAsync(string id, string by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        var (isThere, isDeclared) = (false, false);
        _ = await settling.ChangeAsync(
            id,
            (present, now) =>
            {
                isThere = present is { IsRetired: false };
                isDeclared = isThere && present!.Source != BotScheduleSource.Runtime && present.Declared is null;
                return !isThere || isDeclared ? default
                    : present!.Declared is { } declared
                    ? new(
                        changes.Change(present with { Declared = null }, declared, now, by),
                        ScheduleChanges.MustSettle(present, declared, now))
                    : new(ScheduleChanges.Retire(present, now, by), ScheduleChanges.MustSettle(present, null, now));
            },
            cancellationToken).ConfigureAwait(false);
        if (isDeclared)
        {
            throw Refusals.Declared(id, clock.GetUtcNow());
        }

        wake();
        return isThere;
    }

    public ValueTask<BotScheduleStatus?> PauseAsync(
        string id, string reason, string by, TimeSpan? duration = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        if (duration <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "A pause lasts longer than nothing.");
        }

        // What an earlier pause covered and nobody has dealt with yet stays covered.
        return SetPauseAsync(
            id, by, (present, now) => new BotPause(reason, by, present.NextDue <= now && present.Pause is { } earlier ? earlier.Since : now, now + duration), cancellationToken);
    }

    public ValueTask<BotScheduleStatus?> ResumeAsync(string id, string by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);

        // Instants in the pause that nobody has dealt with yet were paused all the same.
        return SetPauseAsync(
            id,
            by,
            static (present, now) => present.NextDue <= now && present.Pause is { } pause ? pause.Until <= now ? pause : pause with { Until = now } : null,
            cancellationToken);
    }

    private async ValueTask<BotScheduleStatus?> SetPauseAsync(
        string id, string by, Func<BotSchedule, DateTimeOffset, BotPause?> pause, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var after = await store.ChangeAsync(
            [id],
            (_, present, now) =>
            {
                if (present is null or { IsRetired: true })
                {
                    return null;
                }

                var next = pause(present, now);
                return ReferenceEquals(next, present.Pause) ? present : present with { Pause = next, ChangedAt = now, ChangedBy = by };
            },
            cancellationToken).ConfigureAwait(false);
        return after[0] is { IsRetired: false } schedule ? await ChangedAsync(schedule).ConfigureAwait(false) : null;
    }

    private BotSchedule Override(BotSchedule present, in CheckedDefinition good, DateTimeOffset now, string by)
    {
        if (comparison.IsSame(present.Definition, good))
        {
            return present;
        }

        var declared = present.Source == BotScheduleSource.Runtime ? null : present.Declared ?? present.Definition;
        var isBack = declared is not null && comparison.IsSame(declared, good);
        return changes.Change(present with { Declared = isBack ? null : declared }, good.Definition, now, by);
    }

    private async ValueTask<CheckedDefinition> CheckAsync(BotScheduleDefinition definition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        var problems = new List<BotFieldError>();
        var good = await check.CheckAsync(
            definition, () => BotRequest.FromJson(definition.Bot, definition.Input), calendars.All, problems, cancellationToken).ConfigureAwait(false);
        return problems.Count == 0 ? good : throw Invalid(problems);
    }

    private ValueTask<BotScheduleStatus> ChangedAsync(BotSchedule schedule)
    {
        wake();

        // What was changed is changed, whoever gave up meanwhile.
        return statuses.OfAsync(schedule, CancellationToken.None);
    }
}
