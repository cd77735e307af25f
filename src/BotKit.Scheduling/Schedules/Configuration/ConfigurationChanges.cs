using BotKit.Scheduling.Loops;
using Microsoft.Extensions.Primitives;

namespace BotKit.Scheduling.Schedules;

/// <summary>Tells when configuration has changed.</summary>
internal sealed class ConfigurationChanges : IDisposable
{
    private readonly Signal _changed = new();
    private readonly IDisposable[] _subscriptions;

    public ConfigurationChanges(ScheduleRegistry registry)
        => _subscriptions = [.. registry.Sections.Select(section => ChangeToken.OnChange(section.GetReloadToken, _changed.Raise))];

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await _changed.Raised.WaitAsync(cancellationToken).ConfigureAwait(false);
        _changed.Lower();
    }

    public void Dispose() => Array.ForEach(_subscriptions, static subscription => subscription.Dispose());
}
