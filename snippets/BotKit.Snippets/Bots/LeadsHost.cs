namespace Studio.Bots;

public static class LeadsHost
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: lead-bot
        services.AddBotKit(bots =>
        {
            bots.Configure(configuration.GetSection("Bots"));
            bots.AddLeadBot(leads => leads.MaxTrainingRows = 100_000);
        });
        #endregion
    }
}
