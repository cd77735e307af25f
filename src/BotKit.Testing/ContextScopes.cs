using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Testing;

/// <summary>The scopes of contexts that no run ends; they end with the host.</summary>
internal sealed class ContextScopes(IServiceScopeFactory scopes) : IServiceScopeFactory, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<AsyncServiceScope> _made = [];

    public IServiceScope CreateScope()
    {
        var scope = scopes.CreateAsyncScope();
        lock (_lock)
        {
            _made.Add(scope);
        }

        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _made)
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }
}
