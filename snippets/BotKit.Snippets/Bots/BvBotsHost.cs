namespace Studio.Bots;

public static class BvBotsHost
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: bv-bots
        services.AddBotKit(bots =>
        {
            bots.Configure(configuration.GetSection("Bots"));
            bots.AddBvBots(configuration);
        });
        #endregion
    }
}
