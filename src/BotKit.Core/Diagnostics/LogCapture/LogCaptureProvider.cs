using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Diagnostics;

/// <summary>Gives every category a logger that captures the lines of the ambient run.</summary>
internal sealed class LogCaptureProvider(LogCapture capture) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName)
        => capture.IsEnabled ? new LogCaptureLogger(categoryName, capture) : NullLogger.Instance;

    public void Dispose()
    {
    }
}
