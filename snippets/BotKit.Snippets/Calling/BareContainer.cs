using BotKit;

namespace Studio.Calling;

public static class BareContainer
{
    public static async Task RunAsync()
    {
        #region snippet: bare-container
        var services = new ServiceCollection();
        services.AddHttpClient<ICrm, HttpCrm>(http => http.BaseAddress = new Uri("https://crm.example/"));
        services.AddBotKit(bots => bots.AddBot<LeadBot>("lead").Validate<LeadInputValidator>());

        await using var provider = services.BuildServiceProvider();
        var lead = provider.GetRequiredService<IBot<LeadInput, LeadScore>>();
        var result = await lead.RunAsync(new LeadInput("ada@example.com", 120));
        #endregion

        Console.WriteLine(result.Status);
    }
}
