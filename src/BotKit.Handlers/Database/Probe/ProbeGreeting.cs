namespace BotKit.Handlers.Database;

/// <summary>The first line that the probe program writes, before it opens anything: it has found SQLite, and speaks this version.</summary>
internal static class ProbeGreeting
{
    public static ReadOnlySpan<byte> Utf8 => "botkit-sqlite-probe 1\n"u8;
}
