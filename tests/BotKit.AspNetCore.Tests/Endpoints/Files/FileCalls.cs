using System.Net.Http.Headers;
using System.Text.Json;
using BotKit.Files;

namespace BotKit.AspNetCore.Tests.Endpoints;

/// <summary>Calls about files, in few words.</summary>
internal static class FileCalls
{
    public static Uri To(string path) => new(ApiHost.Prefix + path, UriKind.Relative);

    public static async Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, HttpContent content, string path = "/files", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, To(path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
            }
        }

        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> UploadedAsync(this HttpClient client, string text, string name = "a.csv", string type = "text/csv")
    {
        using var content = new StringContent(text);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await client.UploadAsync(content, $"/files?name={Uri.EscapeDataString(name)}");
        ((int)answer.StatusCode).Should().Be(201);
        return await answer.BodyAsync();
    }

    public static ValueTask<BotFile> SaveAsync(this ApiHost host, string name, string? bot = null, Guid? run = null)
        => host.Files.SaveAsync(
            new(name, "text/plain") { Bot = bot, ExecutionId = run }, async (stream, token) => await stream.WriteAsync("0123456789"u8.ToArray(), token), default);

    public static async Task<List<(string Action, string? Bot, string? Note)>> AuditAsync(this ApiHost host)
        => [.. (await host.Audit.ListAsync(null, null, 100, default)).Reverse().Select(entry => (entry.Action, entry.Bot, entry.Note))];

    public static int CountFiles(this ApiHost host) => Directory.Exists(host.FilesFolder) ? Directory.GetFiles(host.FilesFolder).Length : 0;
}
