using BotKit.Benchmarks.Work;
using FluentValidation;

namespace BotKit.Benchmarks.HandWritten;

/// <summary>The same guard rails written by hand around one handler, with care: no closure, no boxing, nothing allocated for telemetry that is off.</summary>
internal sealed class LeadService(IValidator<LeadInput> validator, IGuardedCall call, Telemetry telemetry, TimeProvider clock)
{
    public async ValueTask<Envelope<LeadScore>> RunAsync(LeadInput lead, CancellationToken cancellationToken = default)
    {
        var start = clock.GetTimestamp();
        var id = CheapId.Create(clock.GetUtcNow());
        var activity = telemetry.Start(id);
        var attempts = 0;
        LeadScore? score = null;
        string? error = null;
        try
        {
            var validation = await validator.ValidateAsync(lead, cancellationToken).ConfigureAwait(false);
            if (validation.IsValid)
            {
                score = await call.CallAsync(lead, cancellationToken).ConfigureAwait(false);
                attempts = 1;
            }
            else
            {
                error = validation.Errors[0].ErrorMessage;
            }
        }
#pragma warning disable CA1031 // The caller gets an envelope.
        catch (Exception)
#pragma warning restore CA1031
        {
            error = "failed";
        }

        var duration = clock.GetElapsedTime(start);
        telemetry.End(activity, id, error is null, duration, attempts);
        return new Envelope<LeadScore>
        {
            Success = error is null,
            ExecutionId = id,
            Handler = "lead",
            Duration = duration,
            Attempts = attempts,
            Data = score,
            Error = error,
        };
    }
}
