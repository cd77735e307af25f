using System.Collections.Concurrent;

namespace BotKit.Ledger;

/// <summary>How the inputs of each bot are stored, decided once per bot.</summary>
/// <param name="protector">Encrypts their sensitive members, or <see langword="null"/>.</param>
internal sealed class StoredInputs(IBotPayloadProtector? protector = null)
{
    private readonly ConcurrentDictionary<string, StoredInput> _bots = new(StringComparer.Ordinal);

    public bool CanSeal => protector is not null;

    public StoredInput Of(BotDescriptor bot)
        => _bots.GetOrAdd(bot.Name, static (name, args) => new StoredInput(name, args.bot.InputJson, args.bot.PayloadVersion, args.protector), (bot, protector));

    /// <summary>Of a bot that is not registered here: nothing is known of its input.</summary>
    public StoredInput OfUnknown(string bot) => new(bot, null, 0, protector);
}
