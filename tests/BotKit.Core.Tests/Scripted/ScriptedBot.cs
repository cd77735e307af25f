namespace BotKit.Core.Tests.Scripted;

/// <summary>A bot that does what a test tells it.</summary>
public sealed class ScriptedBot(Script script) : BaseBot<string, string>
{
    protected override ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken)
        => script.NextAsync(input, context, cancellationToken);
}
