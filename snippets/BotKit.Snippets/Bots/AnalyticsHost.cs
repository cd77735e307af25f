namespace Studio.Bots;

public static class AnalyticsHost
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: analytics-bot
        services.AddBotKit(bots =>
        {
            bots.Configure(configuration.GetSection("Bots"));
            bots.AddAnalyticsBot(configuration.GetSection("Analytics"));
            bots.AddNotifications(configuration.GetSection("Notifications"));
        });
        #endregion
    }
}
