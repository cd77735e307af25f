using BotKit;

namespace Studio.GuardRails;

public static class GuardRailsInCode
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: configure-in-code
        services.AddBotKit(bots => bots
            .AddBot<LeadBot>("lead")
            .Configure(options =>
            {
                options.TotalTimeout = TimeSpan.FromSeconds(30);
                options.AttemptTimeout = TimeSpan.FromSeconds(10);
                options.MaxConcurrency = 8;
                options.Retry.MaxRetries = 3;
                options.Circuit.OpenDuration = TimeSpan.FromMinutes(2);
                options.RateLimit.Kind = BotRateLimitKind.TokenBucket;
                options.RateLimit.Permits = 50;
                options.RateLimit.Window = TimeSpan.FromMinutes(1);
            }));
        #endregion
    }
}
