using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>A store that can be away, or lose its answers after it has committed.</summary>
internal sealed class FaultyScheduleStore(IBotScheduleStore inner) : IBotScheduleStore
{
    public volatile bool IsAway;

    /// <summary>Called while the next answer is on its way.</summary>
    public Action? OnItsWay;

    /// <summary>So many answers are lost.</summary>
    public volatile int Lost;

    public ValueTask<IReadOnlyList<BotSchedule?>> ChangeAsync(
        IReadOnlyList<string> ids, Func<string, BotSchedule?, DateTimeOffset, BotSchedule?> change, CancellationToken cancellationToken)
        => AnswerAsync(() => inner.ChangeAsync(ids, change, cancellationToken));

    public ValueTask<ScheduleFireBatch> FireAsync(ScheduleFireRequest request, Func<ScheduleView, ScheduleStep> decide, CancellationToken cancellationToken)
        => AnswerAsync(() => inner.FireAsync(request, decide, cancellationToken));

    public ValueTask<ScheduleStep?> ChangeOccurrencesAsync(
        string id, DateTimeOffset from, DateTimeOffset to, Func<ScheduleView, ScheduleStep?> change, CancellationToken cancellationToken)
        => AnswerAsync(() => inner.ChangeOccurrencesAsync(id, from, to, change, cancellationToken));

    public ValueTask<BotSchedule?> FindAsync(string id, CancellationToken cancellationToken) => AnswerAsync(() => inner.FindAsync(id, cancellationToken));

    public ValueTask<IReadOnlyList<BotSchedule>> ListAsync(BotScheduleQuery query, CancellationToken cancellationToken)
        => AnswerAsync(() => inner.ListAsync(query, cancellationToken));

    public ValueTask<IReadOnlyList<BotOccurrence>> ListOccurrencesAsync(BotOccurrenceQuery query, CancellationToken cancellationToken)
        => AnswerAsync(() => inner.ListOccurrencesAsync(query, cancellationToken));

    public ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> ReadSuccessesAsync(IReadOnlyList<string> ids, DateTimeOffset since, CancellationToken cancellationToken)
        => AnswerAsync(() => inner.ReadSuccessesAsync(ids, since, cancellationToken));

    public ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) => AnswerAsync(() => inner.ReadClockAsync(cancellationToken));

    private async ValueTask<T> AnswerAsync<T>(Func<ValueTask<T>> ask)
    {
        if (IsAway)
        {
            throw new BotStoreException("away");
        }

        var answer = await ask();
        Interlocked.Exchange(ref OnItsWay, null)?.Invoke();
        if (Lost > 0)
        {
            Lost--;
            throw new BotStoreException("lost") { IsOutcomeUnknown = true };
        }

        return answer;
    }
}
