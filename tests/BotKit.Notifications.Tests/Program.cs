using BotKit.Notifications.Tests;
using BotKit.Notifications.Tests.Delivery;
using Xunit.MicrosoftTestingPlatform;

return args is [KilledHost.Argument, var folder, var port]
    ? await KilledHost.RunAsync(folder, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture))
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
