using System.Text.Json.Serialization;

namespace Studio.Validation;

#region snippet: json-context
[JsonSerializable(typeof(LeadInput))]
[JsonSerializable(typeof(LeadScore))]
public sealed partial class StudioJson : JsonSerializerContext;
#endregion

public static class JsonHost
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: use-json
        services.AddBotKit(bots =>
        {
            bots.UseJson(StudioJson.Default);
            bots.AddBot<LeadBot>("lead").Validate<LeadInputValidator>();
        });
        #endregion
    }
}
