namespace BotKit.Scheduling.Tests.Travel;

/// <summary>Notes for which instant it runs, and when.</summary>
internal sealed class TravelBot(TravelDiary diary, TimeProvider clock) : BaseBot<TravelInput, Nothing>
{
    protected override ValueTask<Nothing> ExecuteAsync(TravelInput input, BotContext context, CancellationToken cancellationToken)
    {
        diary.Add(new TravelEntry(context.ScheduledFor!.Value, context.Bot, clock.GetUtcNow()));
        return new(Nothing.Value);
    }
}

internal sealed record TravelInput;
