using Microsoft.AspNetCore.DataProtection;

namespace Studio.Validation;

internal static class PayloadKeys
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: use-data-protection
        services.AddDataProtection()
            .SetApplicationName("studio")
            .PersistKeysToFileSystem(new DirectoryInfo("/var/lib/studio/keys"));
        services.AddBotKit(bots => bots
            .UseSqlite("Data Source=/var/lib/studio/botkit.db")
            .UseDataProtection()
            .AddBot<PaymentBot>("payment"));
        #endregion
    }
}
