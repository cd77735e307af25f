using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace BotKit.Notifications.Tests.Servers;

/// <summary>A message that the server took.</summary>
internal sealed record TakenMessage(string From, IReadOnlyList<string> To, string Data, string? User, bool Tls)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public MimeKit.MimeMessage Mime => MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Data)));

    [System.Text.Json.Serialization.JsonIgnore]
    public string MessageId => Mime.MessageId!;
}

/// <summary>How the server shall fail: see smtp_server.py.</summary>
internal sealed record SmtpRule(string At, string Do, string? Rcpt = null, int? Times = null);

/// <summary>A real SMTP server process, with faults on demand. It ends with this process, however that ends.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private SmtpServer(DirectoryInfo folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public IReadOnlyList<TakenMessage> Messages => Read<TakenMessage>("messages.jsonl");

    public int Count(string eventName) => Read<Dictionary<string, string>>("events.jsonl").Count(entry => entry["event"] == eventName);

    public static async Task<SmtpServer> StartAsync(
        string tls = "none", TestCertificate? certificate = null, string? user = null, string? password = null, params SmtpRule[] rules)
    {
        if (!File.Exists(Python) || !Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd"))
        {
            Requirement.Missing("aiosmtpd (Debian: apt-get install python3-aiosmtpd, or ./test.sh --install)");
        }

        var folder = Directory.CreateTempSubdirectory("botkit-smtp-");
        var config = Path.Combine(folder.FullName, "config.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(
            new { folder = folder.FullName, tls, certificate = certificate?.CertificateFile, key = certificate?.KeyFile, user, password }, Json));
        WriteRules(folder, rules);
        var start = new ProcessStartInfo(Python) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Servers", "smtp_server.py"));
        start.ArgumentList.Add(config);
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new SmtpServer(folder, process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    public void Obey(params SmtpRule[] rules) => WriteRules(_folder, rules);

    /// <summary>Waits, in real time, for so many messages.</summary>
    public async Task<IReadOnlyList<TakenMessage>> WaitForAsync(int count, int seconds = 60)
    {
        await Wait.UntilAsync(() => Messages.Count >= count, seconds);
        return Messages;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // Another file each time, so that the server sees it.
    private static void WriteRules(DirectoryInfo folder, SmtpRule[] rules)
    {
        var file = Path.Combine(folder.FullName, Path.GetRandomFileName());
        File.WriteAllText(file, JsonSerializer.Serialize(rules, Json));
        File.Move(file, Path.Combine(folder.FullName, "rules.json"), overwrite: true);
    }

    private List<T> Read<T>(string name)
    {
        var file = Path.Combine(_folder.FullName, name);
        return File.Exists(file) ? [.. File.ReadAllLines(file).Where(line => line.EndsWith('}')).Select(line => JsonSerializer.Deserialize<T>(line, Json)!)] : [];
    }
}
