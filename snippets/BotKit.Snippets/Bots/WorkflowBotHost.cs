using System.Text;
using BotKit;
using BotKit.Workflows;

namespace Studio.Bots;

public static class WorkflowBotHost
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: workflow-bot
        services.AddBotKit(bots =>
        {
            bots.Configure(configuration.GetSection("Bots"));
            bots.AddBot<LeadBot>("lead");
            bots.AddWorkflowBot(workflows => workflows.AddFolder("workflows"));
            bots.UseSqlite("Data Source=botkit.db");
            bots.AddScheduling();
        });
        #endregion
    }

    public static async Task StartAsync(IBotManager manager, CancellationToken cancellationToken)
    {
        #region snippet: workflow-start
        var input = """{ "operation": "start", "workflow": "order", "input": { "order": 17, "amount": 120 } }""";
        var run = await manager.EnqueueAsync(
            BotRequest.FromJson("workflow", Encoding.UTF8.GetBytes(input), options: new BotRunOptions { IdempotencyKey = "order-17" }),
            cancellationToken: cancellationToken);
        #endregion
        _ = run;
    }

    public static async Task ApproveAsync(IBotWorkflows workflows, Guid run, CancellationToken cancellationToken)
    {
        #region snippet: workflow-signal
        var answer = await workflows.SignalAsync(run, "approved", """{ "by": "ada" }"""u8.ToArray(), by: "ada", cancellationToken);
        #endregion
        _ = answer;
    }
}
