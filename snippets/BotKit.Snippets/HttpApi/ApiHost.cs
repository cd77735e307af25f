namespace Studio.HttpApi;

public static class ApiHost
{
    public static void Map(WebApplication app)
    {
        #region snippet: map-api
        app.MapBotKit("/api/admin/bots", api =>
        {
            api.ViewPolicy = "viewers";
            api.OperatePolicy = "operators";
            api.RevealPolicy = "privacy-officers";
            api.MaxBodyBytes = 64 * 1024;
            api.CallsPerMinute = 120;
        });
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        #endregion
    }

    public static void Add(IServiceCollection services)
    {
        #region snippet: api-services
        services.AddBotKit(bots => bots.AddAspNetCore());
        #endregion
    }
}
