using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

/// <summary>Captures the lines of one category.</summary>
internal sealed class LogCaptureLogger(string category, LogCapture capture) : ILogger
{
    /// <summary>What a line says whose own text could not be made.</summary>
    public const string Unformattable = "(this line's text could not be made)";

    private const string BotCategory = "BotKit.Bots.";
    private const string OwnCategory = "BotKit.";
    private const string CodeName = "Code";

    private readonly bool _isBot = category.StartsWith(BotCategory, StringComparison.Ordinal);
    private readonly bool _isOwn = category.StartsWith(OwnCategory, StringComparison.Ordinal)
        && !category.StartsWith(BotCategory, StringComparison.Ordinal);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && capture.Current is not null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel != LogLevel.None && capture.Current is { } run && !IsStartOrFinish(logLevel, eventId))
        {
            capture.Add(run, logLevel, eventId.Id, category, Text(state, exception, formatter), !_isBot, Code(state, exception));
        }
    }

    /// <summary>The run's own lines at Debug: its row in the ledger says the same.</summary>
    private bool IsStartOrFinish(LogLevel level, EventId eventId)
        => _isOwn && level <= LogLevel.Debug && eventId.Id is >= 1000 and < 2000;

    private static string Text<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            // The formatter does not get the exception, so that it cannot write it.
            var text = formatter(state, null);
            return LogText.Clean(ExceptionText.Remove(text, state, exception));
        }
#pragma warning disable CA1031 // What is logged must not fail the run that logs it; the line says that its text is missing.
        catch (Exception)
#pragma warning restore CA1031
        {
            return Unformattable;
        }
    }

    private string? Code<TState>(TState state, Exception? exception)
    {
        if (_isOwn && state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (values[i] is { Key: CodeName, Value: string code })
                {
                    return code;
                }
            }
        }

        return (exception as BotException)?.Code;
    }
}
