using BotKit.Files;

namespace Studio.Files;

public static class FilesHost
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: file-options
        services.Configure<BotFileOptions>(options =>
        {
            options.Folder = "/var/lib/studio/files";
            options.MaxTotalBytes = 100L << 30;
            options.KeepFor = TimeSpan.FromDays(7);
        });
        #endregion
    }

    public static void Map(WebApplication app)
    {
        #region snippet: file-api
        app.MapBotKit("/api/admin/bots", api =>
        {
            api.ViewPolicy = "viewers";
            api.OperatePolicy = "operators";
            api.UploadPolicy = "importers";
            api.MaxFileBytes = 4L << 30;
        });
        #endregion
    }
}
