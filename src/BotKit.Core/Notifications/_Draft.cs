// Stand-in until the alert part lands; not committed.
#pragma warning disable
namespace BotKit.Notifications;
internal sealed class AlertCenter : IBotLifecycle, IAsyncDisposable
{
    public void Raise(string bot, BotFailure failure, Guid executionId) { }
    public ValueTask StartAsync(CancellationToken c) => default;
    public ValueTask DrainAsync(CancellationToken c) => default;
    public ValueTask DisposeAsync() => default;
}
internal sealed class InMemoryBotAlertStore : IBotAlertStore
{
    public ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken) => default;
    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken) => new((IReadOnlyList<BotAlert>)[]);
}
