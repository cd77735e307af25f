namespace BotKit.Notifications.Channels;

/// <summary>What earlier tries of a message came to.</summary>
/// <param name="Unknown">How often the message was on its way without anybody knowing whether it arrived.</param>
/// <param name="Done">The addresses that need it no more: it was accepted, or refused for good.</param>
/// <param name="IsAccepted">Whether somebody accepted it.</param>
/// <param name="Tries">How often it was tried in vain.</param>
internal sealed record SendState(int Unknown, IReadOnlyList<string> Done, bool IsAccepted, int Tries)
{
    public static SendState None { get; } = new(0, [], IsAccepted: false, Tries: 0);
}
