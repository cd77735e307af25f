using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Durable.Peers;

internal sealed record NoOpInput(int Number);

/// <summary>Does nothing but log one line, which the ledger keeps with the run.</summary>
internal sealed partial class NoOpBot(JobCount count) : BaseBot<NoOpInput, Nothing>
{
    protected override ValueTask<Nothing> ExecuteAsync(NoOpInput input, BotContext context, CancellationToken cancellationToken)
    {
        Done(context.Logger, input.Number);
        count.Add();
        return new(default(Nothing)!);
    }

    [LoggerMessage(1, LogLevel.Information, "Number {Number} is done.")]
    private static partial void Done(ILogger logger, int number);
}
