using BotKit.Handlers;
using Microsoft.Extensions.AI;

namespace Studio.Bots;

public static class ContentBotHost
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: content-bot
        services.AddBotKit(bots =>
        {
            bots.Configure(configuration.GetSection("Bots"));
            bots.AddContentBot(content =>
            {
                var mill = content.Voices["mill"] = new ContentVoice { Brand = "Millwheel", Tone = "warm and plain, no jargon" };
                mill.Links["planner"] = "https://example.org/planner";
                mill.BannedClaims.Add("guaranteed profit");
                mill.Terms.Add("Millwheel");
            });
        });
        #endregion
    }

    public static void AddModel(IServiceCollection services, IChatClient client)
    {
        #region snippet: content-model
        services.AddSingleton<IChatClient>(client);
        services.AddBotKit(bots => bots.AddContentBot(content =>
        {
            content.Model.OnFailure = ContentFallback.Templates;
            content.Budget.TokensPerDay = 200_000;
            content.Budget.InputPrice = 0.5m;
            content.Budget.OutputPrice = 2m;
            content.Budget.CostPerDay = 5m;
            content.Budget.WhenSpent = ContentSpent.Templates;
        }));
        #endregion
    }
}
