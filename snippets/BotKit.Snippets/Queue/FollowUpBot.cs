using BotKit;

namespace Studio.Queue;

#region snippet: yield
public sealed class FollowUpBot(IMailer mailer) : BaseBot<LeadInput, Nothing>
{
    protected override async ValueTask<Nothing> ExecuteAsync(LeadInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (!await context.Checkpoints.ReadAsync<bool>("offer-sent", cancellationToken))
        {
            await mailer.SendAsync("offer", input.Email, $"{context.ExecutionId}/offer", cancellationToken);
            throw context.Yield(TimeSpan.FromDays(2), context.Checkpoints.Make("offer-sent", true));
        }

        await mailer.SendAsync("reminder", input.Email, $"{context.ExecutionId}/reminder", cancellationToken);
        return Nothing.Value;
    }
}
#endregion

public interface IMailer
{
    Task SendAsync(string template, string to, string messageId, CancellationToken cancellationToken);
}
