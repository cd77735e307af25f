namespace Studio.Bots;

public static class DatabaseHost
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: database-bot
        services.AddBotKit(bots =>
        {
            bots.Configure(configuration.GetSection("Bots"));
            bots.AddDatabaseBot(configuration.GetSection("Databases"));
        });
        #endregion
    }
}
