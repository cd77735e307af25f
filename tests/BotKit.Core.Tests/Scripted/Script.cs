namespace BotKit.Core.Tests.Scripted;

/// <summary>What a <see cref="ScriptedBot"/> does, call after call; the last step is repeated.</summary>
public sealed class Script(params Script.Step[] steps)
{
    private int _calls;

    public delegate ValueTask<string> Step(string input, BotContext context, CancellationToken cancellationToken);

    /// <summary>How often the bot's code was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static Script Returning(string result = "done") => new(Return(result));

    public static Script Throwing(Exception exception) => new(Throw(exception));

    public static Step Return(string result = "done") => (_, _, _) => new(result);

    public static Step Throw(Exception exception) => (_, _, _) => throw exception;

    /// <summary>Goes on until it is told to stop, and then stops.</summary>
    public static Step Hang() => async (_, _, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return "never";
    };

    /// <summary>Goes on until a task has ended, whatever it is told.</summary>
    public static Step Deaf(Task<string> until) => async (_, _, _) => await until;

    internal ValueTask<string> NextAsync(string input, BotContext context, CancellationToken cancellationToken)
        => steps[Math.Min(Interlocked.Increment(ref _calls), steps.Length) - 1](input, context, cancellationToken);
}
