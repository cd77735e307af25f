using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

/// <summary>A line that was logged during a run. It never holds an exception's text or stack.</summary>
public sealed class RunLogRow
{
    /// <summary>A row without its text.</summary>
    internal const int RowBytes = 120;

    private string _message = "";
    private string? _unmasked;

    /// <summary>The line's number within its run, from 1; a gap means that lines were dropped there.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it was logged.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its level.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>Its event id; 0 when it has none.</summary>
    public required int EventId { get; init; }

    /// <summary>Its logger's category; a bot's own is <c>BotKit.Bots.{name}</c>.</summary>
    public required string Category { get; init; }

    /// <summary>
    /// Its text: at most 8 KiB of UTF-8, without control characters; file paths, SQL and secrets are masked unless the bot itself wrote it.
    /// </summary>
    public required string Message
    {
        get => Volatile.Read(ref _unmasked) is { } text ? Mask(text) : _message;
        init => _message = value;
    }

    /// <summary>The code of the failure that it is about, or <see langword="null"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The text before masking, which is left to the first reader since most lines are never read.</summary>
    internal string Unmasked
    {
        init => _unmasked = value;
    }

    /// <summary>About so many bytes it takes in memory.</summary>
    internal long Bytes => RowBytes + (2L * (Volatile.Read(ref _unmasked) ?? _message).Length);

    private string Mask(string text)
    {
        var masked = LogMask.Apply(text);
        _message = masked;
        Volatile.Write(ref _unmasked, null);
        return masked;
    }
}
