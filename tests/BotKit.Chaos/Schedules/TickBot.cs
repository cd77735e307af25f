using BotKit.Chaos.History;

namespace BotKit.Chaos.Schedules;

/// <summary>The input of a run.</summary>
/// <param name="N">The number of the schedule.</param>
internal sealed record Tick(int N);

/// <summary>Writes into the history which instant of which schedule it runs for. The time is the machine's, also where the process's clock is off.</summary>
internal sealed class TickBot(HistoryFile history) : BaseBot<Tick, Nothing>
{
    protected override ValueTask<Nothing> ExecuteAsync(Tick input, BotContext context, CancellationToken cancellationToken)
    {
        var due = context.ScheduledFor ?? throw new InvalidOperationException("The run does not know its instant.");
        history.Write(new HistoryLine(
            HistoryKind.Started,
            HistoryFile.Now,
            input.N,
            context.ExecutionId,
            context.Fence,
            context.Delivery,
            Environment.ProcessId,
            due.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return default;
    }
}
