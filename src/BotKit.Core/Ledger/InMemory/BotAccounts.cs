using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace BotKit.Ledger;

/// <summary>The accounts of all bots that the ledger has heard of.</summary>
internal sealed class BotAccounts
{
    // A power of two.
    private const int AtHand = 256;

    private readonly ConcurrentDictionary<string, BotAccount> _accounts = new(StringComparer.Ordinal);
    private readonly BotAccount?[] _atHand = new BotAccount?[AtHand];

    // The name of a registered bot is always the same object: to compare references is cheaper than to hash its characters.
    public BotAccount Of(string bot)
    {
        ref var atHand = ref _atHand[RuntimeHelpers.GetHashCode(bot) & (AtHand - 1)];
        if (Volatile.Read(ref atHand) is { } nearest && ReferenceEquals(nearest.Bot, bot))
        {
            return nearest;
        }

        var account = _accounts.GetOrAdd(bot, static name => new BotAccount(name));
        if (ReferenceEquals(account.Bot, bot))
        {
            Volatile.Write(ref atHand, account);
        }

        return account;
    }
}
