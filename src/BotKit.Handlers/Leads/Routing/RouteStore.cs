using System.Text.Json;
using BotKit.Ledger;

namespace BotKit.Handlers.Leads;

/// <summary>Keeps what plans remember.</summary>
internal sealed class RouteStore(IBotDataStore store)
{
    /// <summary>How long a plan that nobody uses is remembered.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(365);

    public async ValueTask<(RouteState State, long Version)> ReadAsync(string bot, string plan, DateOnly today, CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(bot, KeyOf(plan), cancellationToken).ConfigureAwait(false);
        var state = kept is null ? null : JsonSerializer.Deserialize(kept.Content.Span, LeadStoreJson.Default.RouteState);
        var owners = new Dictionary<string, OwnerState>(state?.Owners ?? [], StringComparer.OrdinalIgnoreCase);
        if (state?.Day != today)
        {
            foreach (var (name, owner) in owners)
            {
                owners[name] = owner with { Today = 0 };
            }
        }

        return (new RouteState(today, owners), kept?.Version ?? 0);
    }

    /// <returns>Whether nobody else wrote since it was read.</returns>
    public async ValueTask<bool> TryWriteAsync(string bot, string plan, RouteState state, long version, CancellationToken cancellationToken)
        => await store.TryWriteAsync(bot, KeyOf(plan), JsonSerializer.SerializeToUtf8Bytes(state, LeadStoreJson.Default.RouteState), version, KeepFor, cancellationToken)
            .ConfigureAwait(false) is not null;

    private static string KeyOf(string plan) => $"route/{plan}";
}
