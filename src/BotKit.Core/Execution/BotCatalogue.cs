using System.Collections.Frozen;
using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>All bots of a container by name, fixed once it is built.</summary>
internal sealed class BotCatalogue
{
    private readonly FrozenDictionary<string, BotRunner> _byName;

    public BotCatalogue(IEnumerable<BotRunner> runners)
    {
        Runners = [.. runners.OrderBy(static runner => runner.Descriptor.Name, StringComparer.Ordinal)];
        Bots = [.. Runners.Select(static runner => runner.Descriptor)];
        _byName = Runners.ToFrozenDictionary(static runner => runner.Descriptor.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<BotRunner> Runners { get; }

    public IReadOnlyList<BotDescriptor> Bots { get; }

    public BotRunner Get(string bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return _byName.TryGetValue(bot, out var runner)
            ? runner
            : throw new BotNotFoundException(bot, Bots.Select(static known => known.Name));
    }

    /// <summary>Claims the right to cancel a run that is in progress here.</summary>
    public BotRun? Claim(Guid executionId, RunCancellation reason)
    {
        foreach (var runner in Runners)
        {
            if (runner.Runtime.Running.Claim(executionId, reason) is BotRun run)
            {
                return run;
            }
        }

        return null;
    }

    /// <summary>Cancels a run because an operator asked for its end, if it is in progress here.</summary>
    public void Cancel(Guid executionId) => Claim(executionId, RunCancellation.Operator)?.FireToken();

    /// <summary>Whether a run is in progress here, or has ended without being recorded yet.</summary>
    public bool IsRunning(Guid executionId) => Runners.Any(runner => runner.Runtime.Running.Holds(executionId));

    /// <summary>The bot of a run that is in progress here.</summary>
    public string? FindBotOf(Guid executionId) => Runners.FirstOrDefault(runner => runner.Runtime.Running.Holds(executionId))?.Descriptor.Name;

    public BotRunner? Find(string bot) => _byName.GetValueOrDefault(bot);
}
