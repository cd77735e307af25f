namespace BotKit.SampleHost.Bots;

/// <summary>Does as it is told, to show what each guard rail makes of it.</summary>
internal sealed class FlakyBot(TimeProvider clock) : BaseBot<FlakyInput, FlakyResult>
{
    private static readonly TimeSpan LongerThanAnybodyWaits = TimeSpan.FromMinutes(1);

    protected override async ValueTask<FlakyResult> ExecuteAsync(FlakyInput input, BotContext context, CancellationToken cancellationToken)
    {
        switch (input.Behaviour)
        {
            case FlakyBehaviour.Fail:
                throw new InvalidOperationException("A secret that must stay in the log.");
            case FlakyBehaviour.FailOnce when context.Attempt == 1:
                throw new TimeoutException("The first attempt always times out.");
            case FlakyBehaviour.BadData:
                throw new BotException("video_unknown", "There is no such video.") { Severity = BotSeverity.Warning };
            case FlakyBehaviour.Hang:
                await Task.Delay(LongerThanAnybodyWaits, clock, cancellationToken).ConfigureAwait(false);
                break;
            case FlakyBehaviour.Critical:
                throw new BotException("render_farm_lost", "The render farm is gone.") { Severity = BotSeverity.Critical };
        }

        return new FlakyResult(context.Attempt, input.Note);
    }
}
