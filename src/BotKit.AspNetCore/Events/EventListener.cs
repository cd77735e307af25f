using System.Threading.Channels;

namespace BotKit.AspNetCore.Events;

/// <summary>One caller that listens: what it has not read yet is bounded, and one that falls behind is dropped.</summary>
internal sealed class EventListener(string caller, string? bot, string position, IReadOnlyList<BotEvent> missed)
{
    /// <summary>More than one look at the ledger can tell, so that a burst drops nobody who reads.</summary>
    public const int MaxUnread = 4_096;

    private readonly Channel<BotEvent> _unread = Channel.CreateBounded<BotEvent>(
        new BoundedChannelOptions(MaxUnread) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    public string Caller { get; } = caller;

    /// <summary>The id after which it goes on.</summary>
    public string Position { get; } = position;

    /// <summary>What it missed while it was away, to be told first.</summary>
    public IEnumerable<BotEvent> Missed => missed.Where(Concerns);

    public ChannelReader<BotEvent> Unread => _unread.Reader;

    /// <summary>Whether it fell behind.</summary>
    public bool IsDropped { get; private set; }

    /// <returns>Whether it is still listened to.</returns>
    public bool Tell(BotEvent happened)
    {
        if (!Concerns(happened) || _unread.Writer.TryWrite(happened))
        {
            return true;
        }

        IsDropped = true;
        End();
        return false;
    }

    public void End() => _unread.Writer.TryComplete();

    private bool Concerns(BotEvent happened) => bot is null || happened.Bot is null || happened.Bot == bot;
}
