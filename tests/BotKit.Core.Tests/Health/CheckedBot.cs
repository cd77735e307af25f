namespace BotKit.Core.Tests.Health;

/// <summary>A bot whose health check does what a test tells it.</summary>
internal sealed class CheckedBot(Func<CancellationToken, ValueTask> check) : BaseBot<string, string>
{
    protected override ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken) => new(input);

    protected override ValueTask CheckAsync(CancellationToken cancellationToken) => check(cancellationToken);
}
