#region snippet: readme-program
using BotKit;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddJsonFile("bots.json", optional: true, reloadOnChange: true).AddEnvironmentVariables();

builder.Services.AddHttpClient<ICrm, HttpCrm>(http => http.BaseAddress = new Uri("https://crm.example/"));
builder.Services.AddBotKit(bots =>
{
    bots.Configure(builder.Configuration.GetSection("Bots"));
    bots.AddBot<LeadBot>("lead", "Scores a sales lead")
        .Validate<LeadInputValidator>()
        .OnError<HttpRequestException>(
            BotSeverity.Standard, code: "crm_unavailable", transient: true, message: "The CRM cannot be reached.");
});
builder.Services.AddHealthChecks().AddBotKit();

builder.Services.AddAuthentication().AddCookie();
builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireRole("operator"));

var app = builder.Build();
app.MapBotKit("/api/admin/bots").RequireAuthorization("operators");
app.MapHealthChecks("/health/ready").AllowAnonymous();
app.Run();
#endregion
