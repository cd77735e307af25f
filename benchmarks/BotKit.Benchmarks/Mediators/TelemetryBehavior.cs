using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Work;
using Mediator;

namespace BotKit.Benchmarks.Mediators;

/// <summary>Span, log lines, metrics, id and duration around the rest.</summary>
internal sealed class TelemetryBehavior(Telemetry telemetry, TimeProvider clock) : IPipelineBehavior<ScoreLead, Envelope<LeadScore>>
{
    public async ValueTask<Envelope<LeadScore>> Handle(
        ScoreLead message, MessageHandlerDelegate<ScoreLead, Envelope<LeadScore>> next, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var id = CheapId.Create(clock.GetUtcNow());
        var activity = telemetry.Start(id);
        Envelope<LeadScore> envelope;
        try
        {
            envelope = await next(message, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The caller gets an envelope.
        catch (Exception)
#pragma warning restore CA1031
        {
            envelope = new Envelope<LeadScore> { Success = false, Handler = "lead", Error = "failed" };
        }

        var duration = clock.GetElapsedTime(start);
        envelope.ExecutionId = id;
        envelope.Duration = duration;
        telemetry.End(activity, id, envelope.Success, duration, envelope.Attempts);
        return envelope;
    }
}
