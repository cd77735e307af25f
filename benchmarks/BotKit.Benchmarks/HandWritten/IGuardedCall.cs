using BotKit.Benchmarks.Work;

namespace BotKit.Benchmarks.HandWritten;

/// <summary>Calls the handler in a scope of its own, inside a Polly pipeline.</summary>
internal interface IGuardedCall
{
    ValueTask<LeadScore> CallAsync(LeadInput lead, CancellationToken cancellationToken);
}
