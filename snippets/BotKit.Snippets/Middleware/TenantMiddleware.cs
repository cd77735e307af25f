using BotKit;

namespace Studio.Middleware;

public interface ITenants
{
    ValueTask<string> FindAsync(string bot, CancellationToken cancellationToken);
}

#region snippet: middleware-class
public sealed class TenantMiddleware(ITenants tenants) : IBotMiddleware
{
    public async ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken)
    {
        context.Items["tenant"] = await tenants.FindAsync(context.Bot, cancellationToken);
        await next(context, cancellationToken);
        if (context.Failure is { } failure)
        {
            context.Logger.LogWarning("Failed with {Code} after {Attempts} attempts", failure.Code, context.Attempt);
        }
    }
}
#endregion

public static class MiddlewareHost
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: middleware
        services.AddBotKit(bots =>
        {
            bots.Use<TenantMiddleware>();
            bots.AddBot<LeadBot>("lead").Use(async (context, next, cancellationToken) =>
            {
                if (context.Input is LeadInput { Email: var email } && email.EndsWith("@studio.example", StringComparison.OrdinalIgnoreCase))
                {
                    context.Result = new LeadScore(Points: 0, IsKnown: true);
                    return;
                }

                await next(context, cancellationToken);
            });
        });
        #endregion
    }
}
