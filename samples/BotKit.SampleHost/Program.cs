using BotKit.Files;
using BotKit.Nodes;
using BotKit.SampleHost;
using BotKit.SampleHost.Bots;
using BotKit.SampleHost.Demo;
using BotKit.SampleHost.Enquiries;
using BotKit.SampleHost.Ledger;
using BotKit.SampleHost.Login;

var start = new StartUp();
return start.Run(() =>
{
    var builder = WebApplication.CreateBuilder(HostArguments.Parse(args, out var resetToken));
    builder.Configuration.AddWatchedFile("bots.json").AddWatchedFile("schedules.json").AddWatchedFile("reports.json").AddEnvironmentVariables().AddCommandLine(HostArguments.WithoutSwitches(args));

    var folder = new DataFolder(Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["DataFolder"] ?? "data"));
    var token = AdminToken.Load(folder, builder.Configuration[AdminToken.Variable], resetToken);
    builder.Services.AddSingleton(folder);
    builder.Services.AddLogin(folder, token);
    StudioDatabase.EnsureCreated(folder.File(StudioDatabase.FileName), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    builder.Configuration.AddDemoDatabase(folder);
    builder.Configuration["Workflows:Folder"] ??= Path.Combine(builder.Environment.ContentRootPath, "workflows");

    builder.Services.Configure<BotFileOptions>(options => options.Folder = folder.File("files"));
    builder.Services.Configure<NodeOptions>(builder.Configuration.GetSection("Node"));
    start.Quiet(builder.Logging);
    builder.Services.AddBotKit(bots =>
    {
        bots.UseLedger(builder.Configuration, folder);
        bots.AddScheduling();
        bots.ConfigureSchedules(builder.Configuration);
        bots.UseDataProtection();
        bots.Configure(builder.Configuration.GetSection("Bots"));
        bots.AddBvBots(builder.Configuration);
        bots.AddBot<FlakyBot>("flaky", "Succeeds, fails or hangs as its input says").Validate<FlakyInputValidator>();
        bots.AddBot<FlakyBot>("doomed", "Is told by its schedule to fail").Validate<FlakyInputValidator>();
        bots.AddBot<EnquiriesBot>("enquiries", "Fetches the enquiries for their workflow, and throws files of them away").Validate<EnquiriesInputValidator>();
        bots.AddNotifications(builder.Configuration.GetSection("Notifications"), options => options.Email.PickupFolder = folder.File("mail"));
        bots.AddNotifier<ConsoleNotifier>();
    });
    builder.Services.AddHealthChecks().AddBotKit();

    var app = builder.Build();
    app.UsePageSecurity();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.MapPages();
    app.MapLogin();
    app.MapBotKit("/api/admin/bots").RequireAuthorization(LoginServices.Operators);
    app.MapHealthChecks("/health/ready").AllowAnonymous();
    app.Lifetime.ApplicationStarted.Register(() => Greeting.Print(app, token));
    return app;
});
