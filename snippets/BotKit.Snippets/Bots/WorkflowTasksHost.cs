namespace Studio.Bots;

public static class WorkflowTasksHost
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        #region snippet: workflow-tasks
        services.AddBotKit(bots =>
        {
            bots.AddNotifications(configuration.GetSection("Notifications"));
            bots.AddWorkflowHttpTasks(configuration.GetSection("Workflows:Http"));
            bots.AddWorkflowEmailTasks(email => email.AllowedRecipients.Add("example.com"));
        });
        #endregion
    }
}
