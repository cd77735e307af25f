namespace BotKit.Ledger;

/// <summary>Refusals of one bot for one reason within one minute, while their number can still grow.</summary>
internal sealed class RefusalRow(string bot, string code, long minute)
{
    private long _count;

    public string Bot { get; } = bot;

    public string Code { get; } = code;

    public long Minute { get; } = minute;

    public void Add() => Interlocked.Increment(ref _count);

    public RefusalRecord Read() => new(Bot, Code, Minutes.Start(Minute), Interlocked.Read(ref _count));
}
