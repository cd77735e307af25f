using BotKit;
using BotKit.Errors;

namespace Studio.Errors;

public sealed class QuotaExceededException(TimeSpan resetsIn) : Exception("The quota is used up.")
{
    public TimeSpan ResetsIn { get; } = resetsIn;
}

#region snippet: classifier
public sealed class QuotaClassifier : IBotErrorClassifier
{
    public BotFailure? Classify(Exception exception) => exception is QuotaExceededException quota
        ? new BotFailure(BotSeverity.Standard, "quota_exceeded", IsTransient: true, "The CRM's quota is used up.", quota.ResetsIn)
        : null;
}
#endregion

public static class ErrorHandling
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: on-error
        services.AddBotKit(bots =>
        {
            bots.AddErrorClassifier<QuotaClassifier>();
            bots.AddBot<LeadBot>("lead")
                .OnError<HttpRequestException>(BotSeverity.Standard, code: "crm_unavailable", transient: true)
                .OnError<InvalidDataException>(BotSeverity.Warning, code: "crm_answer_invalid", message: "The CRM's answer makes no sense.");
        });
        #endregion
    }

    public static void Throw(string id)
    {
        #region snippet: bot-exception
        throw new BotException("lead_locked", $"Lead {id} is being edited by somebody.")
        {
            Severity = BotSeverity.Warning,
            IsTransient = true,
            RetryAfter = TimeSpan.FromSeconds(2),
        };
        #endregion
    }
}
