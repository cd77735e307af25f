namespace BotKit.Handlers.Database;

/// <summary>How a probe ended.</summary>
/// <param name="ExitCode">Its exit code; above 128 on Unix a signal's number plus 128. <see langword="null"/> when it was killed here.</param>
/// <param name="Output">What it wrote, up to the limit.</param>
/// <param name="Errors">The beginning of what it wrote to standard error.</param>
internal sealed record ProbeEnding(int? ExitCode, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Errors);
